import { LightningElement, api } from 'lwc';

interface Part {
  key: string;
  text: string;
  strong: boolean;
}

/** A sentence from a label. Words between double asterisks are names on a screen and stand out: `select **Save**`. */
export default class RelinkWords extends LightningElement {
  @api text = '';

  get parts(): Part[] {
    return this.text
      .split('**')
      .map((text, index) => ({ key: String(index), text, strong: index % 2 === 1 }))
      .filter(({ text }) => text !== '');
  }
}
