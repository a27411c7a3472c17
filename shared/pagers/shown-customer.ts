import type { PageMessage } from "../contracts/page.ts";
import { maskPersonalData } from "../domain/messages/mask.ts";
import type { Pager } from "../ports/pager.ts";

/** More of it would not be read on a phone. */
const shownCharacters = 500;

/** A pager whose pages say nothing of the customer, whatever it is given. */
export const withoutCustomer = (pager: Pager): Pager => ({
  ...pager,
  send: ({ customer: _customer, ...page }, sentAt) => pager.send(page, sentAt),
});

/** A pager whose pages may say it, with cards, accounts, numbers and addresses covered. */
export const withCustomerMasked = (pager: Pager): Pager => ({
  ...pager,
  send: ({ customer, ...page }, sentAt) =>
    pager.send(customer === undefined ? page : { ...page, customer: masked(customer) }, sentAt),
});

const masked = (customer: NonNullable<PageMessage["customer"]>) => {
  const text = maskPersonalData(customer.text);
  if (text.length <= shownCharacters) return { ...customer, text };
  return { ...customer, text: `${text.slice(0, shownCharacters).replace(/\p{Cs}$/u, "")}…` };
};
