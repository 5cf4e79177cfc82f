//! J1: a job consultant takes the person who has waited longest from the list to a confirmed, anonymous proposal.

import assert from 'node:assert/strict';
import { answerLink, confirmOpen, expectNothingOf, findReserveConfirm, openLongestWaiting, reserve } from '../steps.mjs';

export const title = 'J1: from waiting list to confirmed match, and a colleague is told who holds the seat';
export const freshHouse = true;

export default async function (visit) {
  const page = await visit.newPage();
  const { name, formUrl } = await findReserveConfirm(visit, page, { review: true });
  await visit.review(page, 'reserved');
  await expectColleagueRefused(visit, formUrl);
  await page.goto('/konsulent/forloeb');
  await Promise.all([page.waitForNavigation(), page.locator('main table a').first().click()]);
  await confirmOpen(page);
  await visit.review(page, 'offered');
  const { letter } = await answerLink(visit.mailbox, 'vi.karim@nordhavn-lager.example');
  expectNothingOf(name, letter.raw, 'the letter to the company');
  assert.ok(letter.tls, 'the letter went over a protected line');
}

/** Another consultant tries the same seat for another person. */
async function expectColleagueRefused(visit, formUrl) {
  const slot = formUrl.match(/match\/([^/]+)\//)[1];
  const page = await visit.newPage();
  await visit.login(page, visit.accounts.find((account) => account.user === 'jk.ole'));
  const other = await openLongestWaiting(page, 1);
  await reserve(page, `/konsulent/borgere/${other}/match/${slot}/reserver`, { from: '2026-03-02', to: '2026-03-29' });
  const told = await page.locator('main').innerText();
  assert.match(told, /Mette Bruun/);
  assert.match(told, /7\. marts 2026/);
}
