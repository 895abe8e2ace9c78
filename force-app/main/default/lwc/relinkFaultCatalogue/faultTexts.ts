/** Texts of the faults, by code. Labels can only be imported by name, hence this long list. */
import Title101 from '@salesforce/label/c.Relink_Fault_RL101_Title';
import Why101 from '@salesforce/label/c.Relink_Fault_RL101_Why';
import Next101 from '@salesforce/label/c.Relink_Fault_RL101_Next';
import Title102 from '@salesforce/label/c.Relink_Fault_RL102_Title';
import Why102 from '@salesforce/label/c.Relink_Fault_RL102_Why';
import Next102 from '@salesforce/label/c.Relink_Fault_RL102_Next';
import Title103 from '@salesforce/label/c.Relink_Fault_RL103_Title';
import Why103 from '@salesforce/label/c.Relink_Fault_RL103_Why';
import Next103 from '@salesforce/label/c.Relink_Fault_RL103_Next';
import Title110 from '@salesforce/label/c.Relink_Fault_RL110_Title';
import Why110 from '@salesforce/label/c.Relink_Fault_RL110_Why';
import Next110 from '@salesforce/label/c.Relink_Fault_RL110_Next';
import Title111 from '@salesforce/label/c.Relink_Fault_RL111_Title';
import Why111 from '@salesforce/label/c.Relink_Fault_RL111_Why';
import Next111 from '@salesforce/label/c.Relink_Fault_RL111_Next';
import Title112 from '@salesforce/label/c.Relink_Fault_RL112_Title';
import Why112 from '@salesforce/label/c.Relink_Fault_RL112_Why';
import Next112 from '@salesforce/label/c.Relink_Fault_RL112_Next';
import Title113 from '@salesforce/label/c.Relink_Fault_RL113_Title';
import Why113 from '@salesforce/label/c.Relink_Fault_RL113_Why';
import Next113 from '@salesforce/label/c.Relink_Fault_RL113_Next';
import Title114 from '@salesforce/label/c.Relink_Fault_RL114_Title';
import Why114 from '@salesforce/label/c.Relink_Fault_RL114_Why';
import Next114 from '@salesforce/label/c.Relink_Fault_RL114_Next';
import Title115 from '@salesforce/label/c.Relink_Fault_RL115_Title';
import Why115 from '@salesforce/label/c.Relink_Fault_RL115_Why';
import Next115 from '@salesforce/label/c.Relink_Fault_RL115_Next';
import Title116 from '@salesforce/label/c.Relink_Fault_RL116_Title';
import Why116 from '@salesforce/label/c.Relink_Fault_RL116_Why';
import Next116 from '@salesforce/label/c.Relink_Fault_RL116_Next';
import Title201 from '@salesforce/label/c.Relink_Fault_RL201_Title';
import Why201 from '@salesforce/label/c.Relink_Fault_RL201_Why';
import Next201 from '@salesforce/label/c.Relink_Fault_RL201_Next';
import Title202 from '@salesforce/label/c.Relink_Fault_RL202_Title';
import Why202 from '@salesforce/label/c.Relink_Fault_RL202_Why';
import Next202 from '@salesforce/label/c.Relink_Fault_RL202_Next';
import Title203 from '@salesforce/label/c.Relink_Fault_RL203_Title';
import Why203 from '@salesforce/label/c.Relink_Fault_RL203_Why';
import Next203 from '@salesforce/label/c.Relink_Fault_RL203_Next';
import Title204 from '@salesforce/label/c.Relink_Fault_RL204_Title';
import Why204 from '@salesforce/label/c.Relink_Fault_RL204_Why';
import Next204 from '@salesforce/label/c.Relink_Fault_RL204_Next';
import Title205 from '@salesforce/label/c.Relink_Fault_RL205_Title';
import Why205 from '@salesforce/label/c.Relink_Fault_RL205_Why';
import Next205 from '@salesforce/label/c.Relink_Fault_RL205_Next';
import Title210 from '@salesforce/label/c.Relink_Fault_RL210_Title';
import Why210 from '@salesforce/label/c.Relink_Fault_RL210_Why';
import Next210 from '@salesforce/label/c.Relink_Fault_RL210_Next';
import Title211 from '@salesforce/label/c.Relink_Fault_RL211_Title';
import Why211 from '@salesforce/label/c.Relink_Fault_RL211_Why';
import Next211 from '@salesforce/label/c.Relink_Fault_RL211_Next';
import Title212 from '@salesforce/label/c.Relink_Fault_RL212_Title';
import Why212 from '@salesforce/label/c.Relink_Fault_RL212_Why';
import Next212 from '@salesforce/label/c.Relink_Fault_RL212_Next';
import Title220 from '@salesforce/label/c.Relink_Fault_RL220_Title';
import Why220 from '@salesforce/label/c.Relink_Fault_RL220_Why';
import Next220 from '@salesforce/label/c.Relink_Fault_RL220_Next';
import Title230 from '@salesforce/label/c.Relink_Fault_RL230_Title';
import Why230 from '@salesforce/label/c.Relink_Fault_RL230_Why';
import Next230 from '@salesforce/label/c.Relink_Fault_RL230_Next';
import Title231 from '@salesforce/label/c.Relink_Fault_RL231_Title';
import Why231 from '@salesforce/label/c.Relink_Fault_RL231_Why';
import Next231 from '@salesforce/label/c.Relink_Fault_RL231_Next';
import Title240 from '@salesforce/label/c.Relink_Fault_RL240_Title';
import Why240 from '@salesforce/label/c.Relink_Fault_RL240_Why';
import Next240 from '@salesforce/label/c.Relink_Fault_RL240_Next';
import Title301 from '@salesforce/label/c.Relink_Fault_RL301_Title';
import Why301 from '@salesforce/label/c.Relink_Fault_RL301_Why';
import Next301 from '@salesforce/label/c.Relink_Fault_RL301_Next';
import Title302 from '@salesforce/label/c.Relink_Fault_RL302_Title';
import Why302 from '@salesforce/label/c.Relink_Fault_RL302_Why';
import Next302 from '@salesforce/label/c.Relink_Fault_RL302_Next';
import Title310 from '@salesforce/label/c.Relink_Fault_RL310_Title';
import Why310 from '@salesforce/label/c.Relink_Fault_RL310_Why';
import Next310 from '@salesforce/label/c.Relink_Fault_RL310_Next';
import Title311 from '@salesforce/label/c.Relink_Fault_RL311_Title';
import Why311 from '@salesforce/label/c.Relink_Fault_RL311_Why';
import Next311 from '@salesforce/label/c.Relink_Fault_RL311_Next';
import Title405 from '@salesforce/label/c.Relink_Fault_RL405_Title';
import Why405 from '@salesforce/label/c.Relink_Fault_RL405_Why';
import Next405 from '@salesforce/label/c.Relink_Fault_RL405_Next';
import Title406 from '@salesforce/label/c.Relink_Fault_RL406_Title';
import Why406 from '@salesforce/label/c.Relink_Fault_RL406_Why';
import Next406 from '@salesforce/label/c.Relink_Fault_RL406_Next';
import Title501 from '@salesforce/label/c.Relink_Fault_RL501_Title';
import Why501 from '@salesforce/label/c.Relink_Fault_RL501_Why';
import Next501 from '@salesforce/label/c.Relink_Fault_RL501_Next';
import Title502 from '@salesforce/label/c.Relink_Fault_RL502_Title';
import Why502 from '@salesforce/label/c.Relink_Fault_RL502_Why';
import Next502 from '@salesforce/label/c.Relink_Fault_RL502_Next';
import Title503 from '@salesforce/label/c.Relink_Fault_RL503_Title';
import Why503 from '@salesforce/label/c.Relink_Fault_RL503_Why';
import Next503 from '@salesforce/label/c.Relink_Fault_RL503_Next';
import Title505 from '@salesforce/label/c.Relink_Fault_RL505_Title';
import Why505 from '@salesforce/label/c.Relink_Fault_RL505_Why';
import Next505 from '@salesforce/label/c.Relink_Fault_RL505_Next';
import Title506 from '@salesforce/label/c.Relink_Fault_RL506_Title';
import Why506 from '@salesforce/label/c.Relink_Fault_RL506_Why';
import Next506 from '@salesforce/label/c.Relink_Fault_RL506_Next';
import Title507 from '@salesforce/label/c.Relink_Fault_RL507_Title';
import Why507 from '@salesforce/label/c.Relink_Fault_RL507_Why';
import Next507 from '@salesforce/label/c.Relink_Fault_RL507_Next';
import Title601 from '@salesforce/label/c.Relink_Fault_RL601_Title';
import Why601 from '@salesforce/label/c.Relink_Fault_RL601_Why';
import Next601 from '@salesforce/label/c.Relink_Fault_RL601_Next';
import Title602 from '@salesforce/label/c.Relink_Fault_RL602_Title';
import Why602 from '@salesforce/label/c.Relink_Fault_RL602_Why';
import Next602 from '@salesforce/label/c.Relink_Fault_RL602_Next';
import Title603 from '@salesforce/label/c.Relink_Fault_RL603_Title';
import Why603 from '@salesforce/label/c.Relink_Fault_RL603_Why';
import Next603 from '@salesforce/label/c.Relink_Fault_RL603_Next';
import Title604 from '@salesforce/label/c.Relink_Fault_RL604_Title';
import Why604 from '@salesforce/label/c.Relink_Fault_RL604_Why';
import Next604 from '@salesforce/label/c.Relink_Fault_RL604_Next';
import Title605 from '@salesforce/label/c.Relink_Fault_RL605_Title';
import Why605 from '@salesforce/label/c.Relink_Fault_RL605_Why';
import Next605 from '@salesforce/label/c.Relink_Fault_RL605_Next';
import Title606 from '@salesforce/label/c.Relink_Fault_RL606_Title';
import Why606 from '@salesforce/label/c.Relink_Fault_RL606_Why';
import Next606 from '@salesforce/label/c.Relink_Fault_RL606_Next';
import Title607 from '@salesforce/label/c.Relink_Fault_RL607_Title';
import Why607 from '@salesforce/label/c.Relink_Fault_RL607_Why';
import Next607 from '@salesforce/label/c.Relink_Fault_RL607_Next';
import Title901 from '@salesforce/label/c.Relink_Fault_RL901_Title';
import Why901 from '@salesforce/label/c.Relink_Fault_RL901_Why';
import Next901 from '@salesforce/label/c.Relink_Fault_RL901_Next';
import Title902 from '@salesforce/label/c.Relink_Fault_RL902_Title';
import Why902 from '@salesforce/label/c.Relink_Fault_RL902_Why';
import Next902 from '@salesforce/label/c.Relink_Fault_RL902_Next';
import Title903 from '@salesforce/label/c.Relink_Fault_RL903_Title';
import Why903 from '@salesforce/label/c.Relink_Fault_RL903_Why';
import Next903 from '@salesforce/label/c.Relink_Fault_RL903_Next';
import Title999 from '@salesforce/label/c.Relink_Fault_RL999_Title';
import Why999 from '@salesforce/label/c.Relink_Fault_RL999_Why';
import Next999 from '@salesforce/label/c.Relink_Fault_RL999_Next';

/** What a person reads about one fault. `{0}` in `why` is filled with the fault's parameter 0, and so on. */
export interface FaultText {
  title: string;
  why: string;
  next: string;
}

export const FAULT_TEXTS: Record<string, FaultText> = {
  'RL-101': { title: Title101, why: Why101, next: Next101 },
  'RL-102': { title: Title102, why: Why102, next: Next102 },
  'RL-103': { title: Title103, why: Why103, next: Next103 },
  'RL-110': { title: Title110, why: Why110, next: Next110 },
  'RL-111': { title: Title111, why: Why111, next: Next111 },
  'RL-112': { title: Title112, why: Why112, next: Next112 },
  'RL-113': { title: Title113, why: Why113, next: Next113 },
  'RL-114': { title: Title114, why: Why114, next: Next114 },
  'RL-115': { title: Title115, why: Why115, next: Next115 },
  'RL-116': { title: Title116, why: Why116, next: Next116 },
  'RL-201': { title: Title201, why: Why201, next: Next201 },
  'RL-202': { title: Title202, why: Why202, next: Next202 },
  'RL-203': { title: Title203, why: Why203, next: Next203 },
  'RL-204': { title: Title204, why: Why204, next: Next204 },
  'RL-205': { title: Title205, why: Why205, next: Next205 },
  'RL-210': { title: Title210, why: Why210, next: Next210 },
  'RL-211': { title: Title211, why: Why211, next: Next211 },
  'RL-212': { title: Title212, why: Why212, next: Next212 },
  'RL-220': { title: Title220, why: Why220, next: Next220 },
  'RL-230': { title: Title230, why: Why230, next: Next230 },
  'RL-231': { title: Title231, why: Why231, next: Next231 },
  'RL-240': { title: Title240, why: Why240, next: Next240 },
  'RL-301': { title: Title301, why: Why301, next: Next301 },
  'RL-302': { title: Title302, why: Why302, next: Next302 },
  'RL-310': { title: Title310, why: Why310, next: Next310 },
  'RL-311': { title: Title311, why: Why311, next: Next311 },
  'RL-405': { title: Title405, why: Why405, next: Next405 },
  'RL-406': { title: Title406, why: Why406, next: Next406 },
  'RL-501': { title: Title501, why: Why501, next: Next501 },
  'RL-502': { title: Title502, why: Why502, next: Next502 },
  'RL-503': { title: Title503, why: Why503, next: Next503 },
  'RL-505': { title: Title505, why: Why505, next: Next505 },
  'RL-506': { title: Title506, why: Why506, next: Next506 },
  'RL-507': { title: Title507, why: Why507, next: Next507 },
  'RL-601': { title: Title601, why: Why601, next: Next601 },
  'RL-602': { title: Title602, why: Why602, next: Next602 },
  'RL-603': { title: Title603, why: Why603, next: Next603 },
  'RL-604': { title: Title604, why: Why604, next: Next604 },
  'RL-605': { title: Title605, why: Why605, next: Next605 },
  'RL-606': { title: Title606, why: Why606, next: Next606 },
  'RL-607': { title: Title607, why: Why607, next: Next607 },
  'RL-901': { title: Title901, why: Why901, next: Next901 },
  'RL-902': { title: Title902, why: Why902, next: Next902 },
  'RL-903': { title: Title903, why: Why903, next: Next903 },
  'RL-999': { title: Title999, why: Why999, next: Next999 }
};
