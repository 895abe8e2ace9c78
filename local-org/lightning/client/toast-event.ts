/** `lightning/platformShowToastEvent`: an event that the page shell turns into a toast. */

export const SHOW_TOAST = 'lightning__showtoast';

export class ShowToastEvent extends CustomEvent<unknown> {
  constructor(toast: unknown) {
    super(SHOW_TOAST, { composed: true, cancelable: true, bubbles: true, detail: toast });
  }
}
