//! J1 with JavaScript off: the plain forms carry it.

import { answerLink, confirmOpen, expectNothingOf, findReserveConfirm } from '../steps.mjs';

export const title = 'J1 without JavaScript: the forms alone lead from waiting list to confirmed match';
export const freshHouse = true;

export default async function (visit) {
  const page = await visit.newPage({ javaScript: false });
  const { name } = await findReserveConfirm(visit, page);
  await page.goto('/konsulent/forloeb');
  await Promise.all([page.waitForNavigation(), page.locator('main table a').first().click()]);
  await confirmOpen(page);
  const { letter } = await answerLink(visit.mailbox, 'vi.karim@nordhavn-lager.example');
  expectNothingOf(name, letter.raw, 'the letter to the company');
}
