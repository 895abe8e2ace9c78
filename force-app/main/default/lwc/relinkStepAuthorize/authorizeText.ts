import Again from '@salesforce/label/c.Relink_Authorize_Again';
import Checking from '@salesforce/label/c.Relink_Authorize_Checking';
import Continue from '@salesforce/label/c.Relink_Authorize_Continue';
import Denied from '@salesforce/label/c.Relink_Authorize_Denied';
import DeniedText from '@salesforce/label/c.Relink_Authorize_DeniedText';
import Elsewhere from '@salesforce/label/c.Relink_Authorize_Elsewhere';
import Finished from '@salesforce/label/c.Relink_Authorize_Finished';
import GoToStep3 from '@salesforce/label/c.Relink_Authorize_GoToStep3';
import Intro from '@salesforce/label/c.Relink_Authorize_Intro';
import Late from '@salesforce/label/c.Relink_Authorize_Late';
import LateText from '@salesforce/label/c.Relink_Authorize_LateText';
import Mismatch from '@salesforce/label/c.Relink_Authorize_Mismatch';
import MismatchText from '@salesforce/label/c.Relink_Authorize_MismatchText';
import NewTab from '@salesforce/label/c.Relink_Text_NewTab';
import NothingOpened from '@salesforce/label/c.Relink_Authorize_Nothing';
import NotProven from '@salesforce/label/c.Relink_Authorize_NotProven';
import Seen from '@salesforce/label/c.Relink_Authorize_Seen';
import Setup from '@salesforce/label/c.Relink_Authorize_Setup';
import Setup2 from '@salesforce/label/c.Relink_Authorize_Setup2';
import Setup3 from '@salesforce/label/c.Relink_Authorize_Setup3';
import ThisTab from '@salesforce/label/c.Relink_Authorize_ThisTab';
import Waiting from '@salesforce/label/c.Relink_Authorize_Waiting';
import WaitingHint from '@salesforce/label/c.Relink_Authorize_WaitingHint';
import Window from '@salesforce/label/c.Relink_Authorize_Window';

/** What the template of step 4 says whatever the state. */
export const TEXT = {
  Again,
  Checking,
  Continue,
  Denied,
  DeniedText,
  Elsewhere,
  Finished,
  GoToStep3,
  Intro,
  Late,
  LateText,
  Mismatch,
  MismatchText,
  NewTab,
  NothingOpened,
  NotProven,
  Seen,
  Setup,
  Setup2,
  Setup3,
  ThisTab,
  Waiting,
  WaitingHint,
  Window
};
