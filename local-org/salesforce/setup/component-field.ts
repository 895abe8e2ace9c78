import { fixedBecause } from '../packaged';
import type { Component } from '../store';
import { fixedField, textField } from './form';
import type { Html } from './html';

/** A text field of a component's edit form; fixed where only the developer of its package may change it. */
export function componentField(component: Component, field: string, label: string, value: string): Html {
  const why = fixedBecause(component, field);
  return why === null ? textField(field, label, value) : fixedField(field, label, value, why);
}
