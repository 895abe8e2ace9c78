/** Texts of the help panel, by step. Labels can only be imported by name, hence this long list. */
import Title0 from '@salesforce/label/c.Relink_Help_0_Title';
import Text0 from '@salesforce/label/c.Relink_Help_0_Text';
import Q10 from '@salesforce/label/c.Relink_Help_0_Q1';
import A10 from '@salesforce/label/c.Relink_Help_0_A1';
import Q20 from '@salesforce/label/c.Relink_Help_0_Q2';
import A20 from '@salesforce/label/c.Relink_Help_0_A2';
import Title1 from '@salesforce/label/c.Relink_Help_1_Title';
import Text1 from '@salesforce/label/c.Relink_Help_1_Text';
import Q11 from '@salesforce/label/c.Relink_Help_1_Q1';
import A11 from '@salesforce/label/c.Relink_Help_1_A1';
import Q21 from '@salesforce/label/c.Relink_Help_1_Q2';
import A21 from '@salesforce/label/c.Relink_Help_1_A2';
import Title2 from '@salesforce/label/c.Relink_Help_2_Title';
import Text2 from '@salesforce/label/c.Relink_Help_2_Text';
import Q12 from '@salesforce/label/c.Relink_Help_2_Q1';
import A12 from '@salesforce/label/c.Relink_Help_2_A1';
import Q22 from '@salesforce/label/c.Relink_Help_2_Q2';
import A22 from '@salesforce/label/c.Relink_Help_2_A2';
import Q32 from '@salesforce/label/c.Relink_Help_2_Q3';
import A32 from '@salesforce/label/c.Relink_Help_2_A3';
import Title3 from '@salesforce/label/c.Relink_Help_3_Title';
import Text3 from '@salesforce/label/c.Relink_Help_3_Text';
import Q13 from '@salesforce/label/c.Relink_Help_3_Q1';
import A13 from '@salesforce/label/c.Relink_Help_3_A1';
import Q23 from '@salesforce/label/c.Relink_Help_3_Q2';
import A23 from '@salesforce/label/c.Relink_Help_3_A2';
import Title4 from '@salesforce/label/c.Relink_Help_4_Title';
import Text4 from '@salesforce/label/c.Relink_Help_4_Text';
import Q14 from '@salesforce/label/c.Relink_Help_4_Q1';
import A14 from '@salesforce/label/c.Relink_Help_4_A1';
import Q24 from '@salesforce/label/c.Relink_Help_4_Q2';
import A24 from '@salesforce/label/c.Relink_Help_4_A2';
import Title5 from '@salesforce/label/c.Relink_Help_5_Title';
import Text5 from '@salesforce/label/c.Relink_Help_5_Text';
import Q15 from '@salesforce/label/c.Relink_Help_5_Q1';
import A15 from '@salesforce/label/c.Relink_Help_5_A1';
import Q25 from '@salesforce/label/c.Relink_Help_5_Q2';
import A25 from '@salesforce/label/c.Relink_Help_5_A2';
import Title6 from '@salesforce/label/c.Relink_Help_6_Title';
import Text6 from '@salesforce/label/c.Relink_Help_6_Text';
import Q16 from '@salesforce/label/c.Relink_Help_6_Q1';
import A16 from '@salesforce/label/c.Relink_Help_6_A1';
import Q26 from '@salesforce/label/c.Relink_Help_6_Q2';
import A26 from '@salesforce/label/c.Relink_Help_6_A2';

/** One question with its answer. */
export interface HelpQuestion {
  key: string;
  question: string;
  answer: string;
}

/** What the help panel says about one step. */
export interface HelpText {
  title: string;
  text: string;
  questions: HelpQuestion[];
}

function help(title: string, text: string, ...pairs: [string, string][]): HelpText {
  return { title, text, questions: pairs.map(([question, answer], index) => ({ key: `${index}`, question, answer })) };
}

/** By number of the step; 0 is the check. */
export const HELP_TEXTS: readonly HelpText[] = [
  help(Title0, Text0, [Q10, A10], [Q20, A20]),
  help(Title1, Text1, [Q11, A11], [Q21, A21]),
  help(Title2, Text2, [Q12, A12], [Q22, A22], [Q32, A32]),
  help(Title3, Text3, [Q13, A13], [Q23, A23]),
  help(Title4, Text4, [Q14, A14], [Q24, A24]),
  help(Title5, Text5, [Q15, A15], [Q25, A25]),
  help(Title6, Text6, [Q16, A16], [Q26, A26])
];
