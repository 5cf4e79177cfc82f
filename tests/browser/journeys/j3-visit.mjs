//! J3: a company consultant prepares a visit on a phone, writes the minute after it in a tunnel, and it is sent once.

import assert from 'node:assert/strict';
import { choose, findReserveConfirm, press } from '../steps.mjs';

export const title = 'J3: visit with a phone: brief, collision, a note without coverage that is sent later, once';
export const freshHouse = true;

/** How soon new places are found after the note was sent. */
const FOUND_WITHIN_MS = 2000;
const NOTE = 'Vist rundt på lageret. Vil gerne have to mere i løntilskud.';

export default async function (visit) {
  const { name } = await findReserveConfirm(visit, await visit.newPage());
  const dormant = await companyCalled(visit, 'Nordhavn Lager');
  await writeEntry(dormant.page, dormant.url, { on: '2025-06-02', note: 'Talte om sommerens pladser' });
  const other = await companyCalled(visit, null);
  await expectCollision(visit, other.url);
  const page = await visit.newPage({ phone: true });
  await visit.login(page, visit.account('company_consultant'));
  await expectDormant(page, 'Nordhavn Lager', true);
  await expectBrief(visit, page, dormant.url);
  await expectSecondLook(page, dormant.url, name);
  await writeInTunnel(visit, page, dormant.url);
  await expectNotOthers(visit, page, dormant.url);
  await sendLater(visit, page, dormant.url);
  await expectDormant(page, 'Nordhavn Lager', false);
  await expectSeenByAll(visit, dormant.url);
}

/** A company by name, or the first one of the list; opened by the team leader, who may write in every log. */
async function companyCalled(visit, name) {
  const page = await visit.newPage();
  await visit.login(page, visit.account('team_leader'));
  await page.goto(`/konsulent/virksomheder?q=${encodeURIComponent(name ?? 'a')}`);
  await Promise.all([page.waitForNavigation(), page.locator('main table a').first().click()]);
  return { page, url: new URL(page.url()).pathname };
}

async function writeEntry(page, url, { on, note }) {
  await page.goto(`${url}/log`);
  await choose(page, 'Opkald');
  await page.locator('#on').fill(on);
  await page.locator('#note').fill(note);
  await press(page, 'Gem i loggen');
  assert.match(await page.locator('main').innerText(), /Kontakten er skrevet i loggen/);
}

/** Ole rings a company; the next day's caller is told before they ring. */
async function expectCollision(visit, url) {
  const ole = await visit.newPage();
  await visit.login(ole, visit.accounts.find((account) => account.user === 'jk.ole'));
  await writeEntry(ole, url, { on: '2026-03-01', note: 'Spurgte til fleksjob' });
  const bente = await visit.newPage({ phone: true });
  await visit.login(bente, visit.account('company_consultant'));
  await bente.goto(`${url}/besoeg`);
  assert.match(await bente.locator('main').innerText(), /Ole Skov ringede i går/);
}

async function expectDormant(page, name, isThere) {
  await page.goto('/konsulent/virksomheder/sovende');
  const told = await page.locator('main').innerText();
  assert.equal(told.includes(name), isThere, `${name} on the list of dormant companies`);
}

async function expectBrief(visit, page, url) {
  await page.goto(`${url}/besoeg`);
  const told = await page.locator('main').innerText();
  for (const words of ['Inden besøget', 'Talte om sommerens pladser', 'Ledige pladser', 'Rimelighed', 'Lovet']) {
    assert.ok(told.includes(words), `the brief tells "${words}": ${told}`);
  }
  await visit.review(page, 'brief');
}

/** The name of a citizen with a placement there is asked about; the words stay in the form. */
async function expectSecondLook(page, url, name) {
  await page.goto(`${url}/besoeg`);
  await page.locator('#note').fill(`Aftalte, at ${name} begynder på mandag`);
  await press(page, 'Gem besøget');
  assert.match(await page.locator('main').innerText(), /Gem alligevel/);
  assert.ok((await page.locator('#note').inputValue()).includes(name), 'the words stay in the form');
}

async function fillIn(page) {
  await page.locator('#note').fill(NOTE);
  await page.locator('#far-yes').check({ force: true });
  await page.locator('#slot-title-1').fill('Lagerhjælper ved havnen');
  await page.locator('#slot-kind-1').selectOption('loentilskud');
  await page.locator('#slot-seats-1').fill('2');
  await page.locator('#next_weeks').fill('6');
}

async function writeInTunnel(visit, page, url) {
  await page.goto(`${url}/besoeg`);
  await page.context().setOffline(true);
  await fillIn(page);
  await page.getByRole('button', { name: 'Gem besøget' }).click();
  await page.getByText('1 notat er ikke sendt endnu').waitFor();
  assert.match(await page.locator('main').innerText(), /Inden besøget/, 'the page stays readable');
  await visit.shot(page, 'unsent');
}

/** Somebody else at the same browser neither sees the note nor sends it; its writer finds it again. */
async function expectNotOthers(visit, page, url) {
  await page.context().clearCookies();
  await page.context().setOffline(false);
  await page.getByText('Log ind igen for at sende').waitFor();
  const kept = await page.evaluate(() => JSON.stringify(Object.entries(localStorage)));
  await visit.login(page, visit.accounts.find((account) => account.user === 'jk.ole'));
  await page.goto('/konsulent/start');
  assert.equal(await page.getByText('ikke sendt endnu').isVisible(), false, 'a colleague does not see the note');
  await page.goto(url);
  assert.ok(!(await page.locator('main').innerText()).includes(NOTE), 'a colleague has not sent the note');
  assert.equal(await page.evaluate(() => JSON.stringify(Object.entries(localStorage))), kept);
  await page.context().clearCookies();
}

/** A new sign-in by the same person sends the note, once, however often the page is opened. */
async function sendLater(visit, page, url) {
  const gone = page.waitForResponse((answer) => answer.request().method() === 'POST' && answer.url().endsWith('/besoeg'));
  const [answer] = await Promise.all([gone, visit.login(page, visit.account('company_consultant'))]);
  assert.equal(answer.status(), 204);
  await page.waitForFunction(() => document.querySelector('[data-unsent]')?.hidden);
  const sent = Date.now();
  await expectFound(page, sent);
  for (let times = 0; times < 2; times += 1) await page.goto(url);
  await page.goto(`${url}/log`);
  const told = await page.locator('main').innerText();
  assert.equal(told.split(NOTE).length - 1, 1, 'the contact counts once');
  assert.equal(await page.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith('brobygger-unsent')).length), 0);
}

async function expectFound(page, since) {
  do {
    await page.goto('/konsulent/pladser?q=Lagerhj%C3%A6lper%20ved%20havnen');
    if ((await page.locator('main').innerText()).includes('Lagerhjælper ved havnen')) return;
  } while (Date.now() - since < FOUND_WITHIN_MS);
  assert.fail('the new places are not found within two seconds');
}

async function expectSeenByAll(visit, url) {
  const page = await visit.newPage();
  await visit.login(page, visit.account('caseworker'));
  await page.goto(url);
  assert.ok((await page.locator('main').innerText()).includes(NOTE), 'a caseworker reads the note');
}
