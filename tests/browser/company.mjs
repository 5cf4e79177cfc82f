//! J2 step by step: what the company and the consultant do after a proposal has been sent.

import assert from 'node:assert/strict';
import { answerLink, choose, confirmOpen, expectNothingOf, findReserveConfirm, follow, mailedCode, press } from './steps.mjs';

const KARIM = 'vi.karim@nordhavn-lager.example';

export async function companyAnswers(visit, { javaScript }) {
  const desk = await visit.newPage({ javaScript });
  const { name } = await findReserveConfirm(visit, desk);
  await desk.goto('/konsulent/forloeb');
  await Promise.all([desk.waitForNavigation(), desk.locator('main table a').first().click()]);
  const placement = new URL(desk.url()).pathname;
  await confirmOpen(desk);
  const { link } = await answerLink(visit.mailbox, KARIM);
  const phone = await visit.newPage({ javaScript, phone: true });
  await sayYes(visit, phone, link, name, javaScript);
  await signIn(visit, phone, name, javaScript);
  await releaseName(visit, desk, placement, javaScript);
  await seeName(visit, phone, name);
  await desk.goto(placement);
  await press(desk, /^Aftal(?!er)/).catch(() => follow(desk, /^Aftal(?!er)/).then(() => press(desk, /^Aftal(?!er)/)));
  assert.match(await desk.locator('main').innerText(), /Aftalt/);
  if (javaScript) await visit.review(desk, 'agreed');
}

async function sayYes(visit, phone, link, name, review) {
  await phone.goto(link);
  expectNothingOf(name, await phone.content(), 'the answer page');
  if (review) await visit.review(phone, 'answer');
  await follow(phone, /^Ja, inviter til samtale/);
  await phone.locator('#tid_1').fill('2026-03-05T10:00');
  await phone.locator('#tid_2').fill('2026-03-06T13:30');
  await press(phone, /^Send jeres ja/);
  expectNothingOf(name, await phone.content(), 'the page after the answer');
  if (review) await visit.review(phone, 'answered');
  await phone.goto(link);
  assert.match(await phone.locator('main').innerText(), /[Aa]llerede besvaret|har svaret/);
}

async function signIn(visit, phone, name, review) {
  await phone.goto('/virksomhed/log-ind');
  if (review) await visit.review(phone, 'sign-in');
  await phone.locator('#email').fill(KARIM);
  await press(phone, /^Send mig en kode/);
  await phone.locator('#kode').fill(await mailedCode(visit.mailbox, KARIM));
  if (review) await visit.review(phone, 'code');
  await press(phone, /^Log ind/);
  assert.match(await phone.locator('main').innerText(), /Nordhavn Lager/);
  expectNothingOf(name, await phone.content(), 'the portal before the release');
  if (review) await visit.review(phone, 'portal');
}

async function releaseName(visit, desk, placement, review) {
  await desk.goto(placement);
  assert.match(await desk.locator('main').innerText(), /Virksomheden siger ja/);
  await follow(desk, /^Frigiv/);
  if (review) await visit.review(desk, 'release');
  await desk.locator('#grundlag').selectOption({ index: 1 });
  await desk.locator('#til').fill('2026-05-31');
  await choose(desk, /^Ja/);
  await press(desk, /^Frigiv/);
  assert.equal(new URL(desk.url()).pathname, placement, await desk.locator('main').innerText());
}

async function seeName(visit, phone, name) {
  await phone.goto('/virksomhed');
  const links = phone.locator('main a[href*="/virksomhed/forloeb/"]');
  await Promise.all([phone.waitForNavigation(), links.first().click()]);
  const shown = await phone.locator('main').innerText();
  assert.ok(shown.includes(name.split(' ')[0]), `after release and code the company sees the name: ${shown}`);
}
