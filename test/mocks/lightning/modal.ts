/**
 * Stand-in for `lightning/modal` in unit tests: sfdx-lwc-jest has none.
 * `open()` must be replaced by a test (`jest.spyOn(MyModal, 'open')`), because a result cannot be guessed.
 */
import { api, LightningElement } from 'lwc';

export default class LightningModal extends LightningElement {
  @api size = 'medium';
  @api label = '';
  @api description = '';
  @api disableClose = false;

  static open(): Promise<unknown> {
    return Promise.reject(new Error('lightning/modal: this test opened a modal without saying how it ends'));
  }

  @api close(result?: unknown): void {
    this.dispatchEvent(new CustomEvent('privateclose', { detail: { result } }));
  }
}
