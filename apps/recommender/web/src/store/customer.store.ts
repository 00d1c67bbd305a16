/** Who is shopping in this browser. */
import { load, save } from '@casebook/ui';
import { effect, signal } from '@preact/signals';
import { newCustomer, readCustomer, type Customer } from '../model/customer.js';

const KEY = 'customer';

export const customer = signal<Customer>(readCustomer(load(KEY)) ?? newCustomer());

effect(() => save(KEY, customer.value));

/** A customer by another name is another customer: everything that depends on who it is follows this signal. */
export function become(next: Customer): void {
  customer.value = next;
}
