//! A company that nobody knows offers a place on a phone; a consultant takes the call. A company's admin sees to its users.

import assert from 'node:assert/strict';
import { choose, follow, mailedCode, press } from '../steps.mjs';

export const title = 'A stranger offers a place, a consultant makes the company of it, and a company invites and removes a colleague';

const KARIM = 'vi.karim@nordhavn-lager.example';
const COLLEAGUE = 'ny.kollega@nordhavn-lager.example';
/** How long the form has stood open when a person sends it, at least. */
const A_PERSONS_MS = 3200;
const OFFER = { virksomhed: 'Torvets Cykler', postnr: '4300', job: 'Cykelsmed', navn: 'Tove Nielsen', telefon: '20 12 34 56' };

export default async function (visit) {
  const number = await offerPlace(visit);
  await takeEnquiry(visit, number);
  await keepUsers(visit);
}

/** The form is not for who sends within seconds, says what is missing, and repeats nothing on the receipt. */
async function offerPlace(visit) {
  const phone = await visit.newPage({ phone: true });
  await phone.goto('/tilbyd-en-plads');
  await visit.review(phone, 'offer');
  await phone.goto('/tilbyd-en-plads');
  await phone.locator('#virksomhed').fill(OFFER.virksomhed);
  await press(phone, 'Send');
  assert.match(await phone.locator('main').innerText(), /Det gik meget hurtigt/);
  assert.equal(await phone.locator('#virksomhed').inputValue(), OFFER.virksomhed, 'what was typed stays');
  await phone.waitForFunction((age) => performance.now() > age, A_PERSONS_MS);
  await press(phone, 'Send');
  assert.match(await phone.locator('main').innerText(), /Postnummer: Feltet skal udfyldes[\s\S]*Skriv et telefonnummer eller en mailadresse/);
  await visit.review(phone, 'offer-with-errors');
  for (const [field, text] of Object.entries(OFFER)) await phone.locator(`#${field}`).fill(text);
  await press(phone, 'Send');
  const receipt = await phone.locator('main').innerText();
  for (const typed of Object.values(OFFER)) assert.ok(!receipt.includes(typed), `the receipt repeats »${typed}«`);
  await visit.review(phone, 'offer-thanks');
  return receipt.match(/nummer\s+(\S+?)\./)[1];
}

async function takeEnquiry(visit, number) {
  const desk = await visit.newPage();
  await visit.login(desk, visit.account('company_consultant'));
  await desk.goto('/konsulent/henvendelser?vis=alle');
  await visit.review(desk, 'enquiries');
  assert.ok((await desk.locator('main').innerText()).includes(number), 'the number of the receipt stands in the list');
  await follow(desk, OFFER.virksomhed);
  assert.match(await desk.locator('main').innerText(), /Cykelsmed/);
  await visit.review(desk, 'enquiry');
  await press(desk, 'Tag henvendelsen');
  await desk.locator('#svar').fill('Aftalt besøg på torsdag');
  await press(desk, 'Gem svaret');
  assert.match(await desk.locator('main').innerText(), /Besvaret[\s\S]*Aftalt besøg på torsdag/);
}

async function keepUsers(visit) {
  const phone = await visit.newPage({ phone: true });
  await phone.goto('/virksomhed/log-ind');
  await phone.locator('#email').fill(KARIM);
  await press(phone, /^Send mig en kode/);
  await phone.locator('#kode').fill(await mailedCode(visit.mailbox, KARIM));
  await press(phone, /^Log ind/);
  await phone.goto('/virksomhed/brugere');
  await visit.review(phone, 'users');
  await follow(phone, 'Tilføj en bruger');
  await phone.locator('#name').fill('Nanna Kollega');
  await phone.locator('#email').fill(COLLEAGUE);
  await choose(phone, /^Kontaktperson/);
  await visit.review(phone, 'new-user');
  await press(phone, 'Send invitation');
  assert.match(await phone.locator('main').innerText(), /Nanna Kollega[\s\S]*Har ikke logget ind endnu/);
  await visit.mailbox.next((letter) => letter.recipients.includes(COLLEAGUE), 20);
  await follow(phone, 'Nanna Kollega');
  await follow(phone, 'Fjern adgangen');
  await press(phone, 'Fjern adgangen');
  assert.ok(!(await phone.locator('main').innerText()).includes('Nanna Kollega'), 'the colleague is gone');
}
