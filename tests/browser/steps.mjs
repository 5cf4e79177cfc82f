//! Steps that several journeys share: what a consultant and a company do, by visible words.

import assert from 'node:assert/strict';

/** dkfds draws its own boxes over the real ones, so a choice is made on the label's input directly. */
export async function choose(page, label) {
  await page.getByLabel(label).first().check({ force: true });
}

/** Presses a button and waits for the page that follows. */
export async function press(page, name) {
  await Promise.all([page.waitForNavigation(), page.getByRole('button', { name }).first().click()]);
}

export async function follow(page, name) {
  await Promise.all([page.waitForNavigation(), page.getByRole('link', { name }).first().click()]);
}

/** From the desk to the citizen who has waited longest, with the purpose stated. */
export async function openLongestWaiting(page, place = 0) {
  await page.goto('/konsulent/borgere?venter=1');
  await Promise.all([page.waitForNavigation(), page.locator('main table a').nth(place).click()]);
  if (await page.getByLabel('Finde en plads').count()) {
    await choose(page, 'Finde en plads');
    await press(page, 'Se borgeren');
  }
  return new URL(page.url()).pathname.split('/').pop();
}

/** The reservation form of a place for a citizen, filled in and sent; leads to the answer of the server. */
export async function reserve(page, formUrl, period) {
  await page.goto(formUrl);
  if (period) {
    await page.locator('#fra').fill(period.from);
    await page.locator('#til').fill(period.to);
  }
  await choose(page, /^Afklaring/);
  await press(page, /^Reserv.r/);
}

/** The answer link of the letter that asks a company about a place. */
export async function answerLink(mailbox, to) {
  const letter = await mailbox.next((one) => one.recipients.includes(to) && one.subject.includes('Nyt forslag'), 20);
  const link = letter.links.find((one) => one.includes('/virksomhed/forslag/'));
  assert.ok(link, 'the letter carries an answer link');
  return { letter, link };
}

/** The six digits of the latest code letter to an address. */
export async function mailedCode(mailbox, to) {
  const letter = await mailbox.next((one) => one.recipients.includes(to) && /\b\d{6}\b/.test(one.text) && !one.subject.includes('Nyt forslag'), 20);
  return letter.text.match(/\b\d{6}\b/)[0];
}

/** Nothing of the citizen stands in a text. */
export function expectNothingOf(name, text, where) {
  for (const word of name.split(' ').filter((part) => part.length > 3)) {
    assert.ok(!text.includes(word), `${where} holds "${word}" of the citizen's name`);
  }
  for (const word of ['aktivitetsparat', 'kontanthjælp', 'B-00042']) {
    assert.ok(!text.includes(word), `${where} holds "${word}"`);
  }
}

/** J1: from the desk to a confirmed proposal at Nordhavn Lager; gives what later steps need. */
export async function findReserveConfirm(visit, page, { review = false } = {}) {
  const look = async (name) => review && visit.review(page, name);
  await visit.login(page, visit.account('job_consultant'));
  const desk = await page.locator('main').innerText();
  assert.match(desk, /12\s+venter på plads/);
  assert.match(desk, /3\s+har frist i denne uge/);
  await look('start');
  const citizen = await openLongestWaiting(page);
  const name = await page.locator('h1').innerText();
  assert.match(await page.locator('main').innerText(), /Har ventet 31 dage/);
  await look('citizen');
  await follow(page, /^Find pladser/);
  const cards = await page.locator('.fit-card').count();
  assert.ok(cards >= 5, `${cards} places are proposed`);
  await look('match');
  const formUrl = await page.getByRole('link', { name: /^Reserv.r eller foreslå.*Nordhavn Lager/s }).first().getAttribute('href');
  await reserve(page, formUrl);
  return { citizen, name: name.split('\n')[0].trim(), formUrl };
}

/** Confirms the placement that is open: the citizen's yes, then anonymously to the company. */
export async function confirmOpen(page) {
  await follow(page, /^Bekræft og send anonymt/);
  await choose(page, /^Ja/);
  await press(page, /^Bekræft og send anonymt/);
  assert.match(await page.locator('main').innerText(), /Sendt til virksomheden/);
}
