//! J4: a virksomhedscenter with four places and a minifleksjob, approved by the company, with its slots, PDF and a second version.

import assert from 'node:assert/strict';
import { choose, follow, mailedCode, press } from '../steps.mjs';

export const title = 'J4: an agreement is written, approved by the company, and makes its slots';
export const freshHouse = true;

const KARIM = 'vi.karim@nordhavn-lager.example';
const told = (page) => page.locator('main').innerText();

async function fillLine(page, number, { job, kind, seats, hours, reserved }) {
  const field = (name) => page.locator(`#line_${number}_${name}`);
  const fold = page.locator('details.fold').nth(number);
  if (!(await fold.getAttribute('open')) && (await fold.getAttribute('open')) !== '') await fold.locator('summary').click();
  await field('title').fill(job);
  await field('seats').fill(String(seats));
  await field('hours_min').fill(hours[0]);
  await field('hours_max').fill(hours[1]);
  for (const form of ['virksomhedspraktik', 'fleksjob']) {
    await page.locator(`input[name="line_${number}_forms"][value="${form}"]`).setChecked(form === kind, { force: true });
  }
  if (reserved) {
    await field('reserved_seats').fill(String(reserved));
    await page.locator(`input[name="line_${number}_reserved_for"][value="kh_aktivitetsparat"]`).check({ force: true });
  }
}

export default async function (visit) {
  const page = await visit.newPage();
  await visit.login(page, visit.account('company_consultant'));
  await page.goto('/konsulent/virksomheder?q=Nordhavn%20Lager');
  await Promise.all([page.waitForNavigation(), page.locator('main table a').first().click()]);
  await follow(page, 'Ny aftale');
  await choose(page, /^Virksomhedscenter/);
  await page.locator('#ends_on').fill('2026-12-31');
  await fillLine(page, 0, { job: 'Lagermedarbejder', kind: 'virksomhedspraktik', seats: 4, hours: ['10', '20'], reserved: 2 });
  await press(page, /^Tilføj linje/);
  assert.equal(await page.locator('#line_0_title').inputValue(), 'Lagermedarbejder', 'what was typed stays');
  await fillLine(page, 1, { job: 'Pakkeri', kind: 'fleksjob', seats: 1, hours: ['3', '9,5'] });
  await page.locator('#mentor_hours').fill('6');
  await page.locator('input[name="mentor_paid_by"]').first().check({ force: true });
  await visit.review(page, 'form');
  await press(page, /^Gem kladden/);
  assert.match(await told(page), /Minifleksjob/);
  await visit.review(page, 'draft');
  await page.locator('#reason').fill('Ingen tillidsrepræsentant');
  await press(page, /^Send til virksomheden/);
  assert.match(await told(page), /Venter på virksomhedens godkendelse/);
  const agreement = new URL(page.url()).pathname;

  const company = await visit.newPage({ phone: true });
  const letter = await visit.mailbox.next((one) => one.recipients.includes(KARIM) && one.subject.includes('klar til godkendelse'), 20);
  assert.doesNotMatch(letter.text, /mentor|kroner/i);
  await company.goto('/virksomhed/log-ind?videre=/virksomhed/aftaler');
  await company.locator('#email').fill(KARIM);
  await press(company, /^Send mig en kode/);
  await company.locator('#kode').fill(await mailedCode(visit.mailbox, KARIM));
  await press(company, /^Log ind/);
  await company.goto('/virksomhed/aftaler');
  await visit.review(company, 'portal-list');
  await Promise.all([company.waitForNavigation(), company.locator('a.task-card').first().click()]);
  await visit.review(company, 'portal-agreement');
  await press(company, /^Godkend aftalen/);
  assert.match(await told(company), /Gælder nu/);

  await page.goto(agreement);
  const active = await told(page);
  assert.match(active, /Lagermedarbejder[\s\S]*4[\s\S]*Pakkeri/);
  await visit.review(page, 'active');
  const pdf = await page.request.get(await page.getByRole('link', { name: 'Udgave 1 som PDF' }).getAttribute('href'));
  assert.equal(pdf.headers()['content-type'], 'application/pdf');
  await press(page, /^Lav ny udgave/);
  await page.locator('#line_0_seats').fill('5');
  await press(page, /^Gem kladden/);
  assert.match(await told(page), /Udgave 2/);
  await Promise.all([page.waitForNavigation(), page.getByRole('link', { name: 'Udgave 1', exact: true }).click()]);
  assert.match(await told(page), /Afløst|Gælder nu/);
}
