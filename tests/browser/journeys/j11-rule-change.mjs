//! J11: the rules of a new act with five target groups are copied, tried on the placements, approved by a second person, and taken back.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findReserveConfirm, follow, press } from '../steps.mjs';

export const title = 'J11: a change of the rules, with simulation and two persons';
export const freshHouse = true;

const FROM = '2026-03-03';
const RULES = join(import.meta.dirname, '../../../config/rules');

/** The five groups of the coming act, and which of the thirteen each takes over. */
const GROUPS = {
  ny_dagpenge: ['Dagpenge (ny)', ['dagpenge']],
  ny_kontanthjaelp: ['Kontanthjælp (ny)', ['kh_jobparat', 'kh_aktivitetsparat', 'ung_uddparat', 'ung_aktivitetsparat', 'selvforsoergende', 'under18']],
  ny_syge: ['Syge og afklaring (ny)', ['sygedagpenge', 'jobafklaring', 'ressourceforloeb']],
  ny_fleks: ['Fleksjob (ny)', ['fleksjobvisiteret', 'revalidend']],
  ny_pension: ['Førtidspension (ny)', ['foertidspension']],
};

const row = (code, [name, replaces]) => `[[target_group]]
id = "${code}"
name_da = "${name}"
name_en = "${name}"
family = "maalgruppe-${code}"
priority = 10
replaces = ${JSON.stringify(replaces)}
valid_from = 2014-01-01
severity = "block"
verified = true
source = "Ny lov (eksempel)"
`;

/** The list of groups: five instead of thirteen; those under the integration act stay. */
function fiveGroups(text) {
  const kept = text.split(/(?=^\[\[target_group\]\])/m).filter((one) => one.includes('id = "integration"'));
  return [...Object.entries(GROUPS).map(([code, group]) => row(code, group)), ...kept].join('\n');
}

/** Every rule that names an old group names the new one; rows that now meet are told apart by their order. */
function withFiveGroups(text) {
  const heir = (code) => Object.entries(GROUPS).find(([, [, replaces]]) => replaces.includes(code.split(':')[0]))?.[0] ?? code;
  const list = (codes) => JSON.stringify([...new Set(JSON.parse(`[${codes}]`).map(heir))]);
  let place = 0;
  return text
    .replace(/(groups|exempt_unverified) = \[([^\]]*)\]/g, (_, key, codes) => `${key} = ${list(codes)}`)
    .replace(/priority = (\d+)/g, (_, priority) => `priority = ${Number(priority) * 100 + place++}`);
}

async function saveFile(page, edition, name, text) {
  await page.goto(`${edition}/fil?navn=${name}`);
  await page.locator('#tekst').fill(text);
  await press(page, 'Gem');
}

const told = (page) => page.locator('main').innerText();

export default async function (visit) {
  const consultant = await visit.newPage();
  await findReserveConfirm(visit, consultant);

  const leader = await visit.newPage();
  await visit.login(leader, visit.account('team_leader'));
  await leader.goto('/konsulent/regler');
  assert.match(await told(leader), /Højst 4 uger\. Kan ikke forlænges\./);
  await visit.review(leader, 'rules');
  await leader.goto('/konsulent/regler/sammenlign?fra=2024-12-31&til=2025-01-01');
  assert.match(await told(leader), /arbejde i nytteindsats|nytteindsats/i);
  await visit.review(leader, 'compare');

  await leader.goto('/konsulent/regler');
  await follow(leader, 'Ny udgave');
  await press(leader, 'Kopiér reglerne');
  assert.match(await told(leader), /Skriv et navn/);
  await visit.review(leader, 'new-refused');
  await leader.locator('#navn').fill('Ny lov med fem målgrupper');
  await leader.locator('#fra').fill(FROM);
  await press(leader, 'Kopiér reglerne');
  const edition = new URL(leader.url()).pathname;

  await saveFile(leader, edition, 'target_group.toml', fiveGroups(readFileSync(join(RULES, 'target_group.toml'), 'utf8')));
  assert.match(await told(leader), /fejl/);
  await visit.review(leader, 'faulty');
  for (const name of ['duration', 'eligibility', 'previous_employment', 'growth', 'deadline', 'consultation', 'hours', 'ratio', 'grant', 'rate']) {
    const file = `${name}.toml`;
    await saveFile(leader, edition, file, withFiveGroups(readFileSync(join(RULES, file), 'utf8')));
  }
  const draft = await told(leader);
  assert.doesNotMatch(draft, /\d+ fejl/, draft);
  assert.match(draft, /Træder i stedet for jobparate kontanthjælpsmodtagere, aktivitetsparate/);
  await visit.review(leader, 'draft');

  await follow(leader, 'Prøv på forløbene');
  const simulated = await told(leader);
  assert.match(simulated, /forløb bliver bedømt strengere/, simulated);
  assert.match(simulated, /Regel: .*, fra \d+\. \w+ \d{4}/);
  await visit.review(leader, 'simulation');

  await leader.goto(edition);
  await press(leader, 'Indstil til godkendelse');
  assert.match(await told(leader), /En anden person skal godkende/);
  assert.equal(await leader.getByRole('button', { name: /^Godkend/ }).count(), 0);
  await visit.review(leader, 'proposed');

  const second = await visit.newPage();
  await visit.login(second, visit.account('administrator'));
  await second.goto(edition);
  await press(second, /^Godkend/);
  assert.match(await told(second), /Offentliggjort|gælder fra sin dato/);
  assert.match(await second.locator('main, aside').allInnerTexts().then((all) => all.join(' ')), /indstillet af .* godkendt af /s);
  await visit.review(second, 'published');

  await leader.goto('/konsulent/regler?dag=2026-03-02');
  assert.match(await told(leader), /Programmets regler/);
  await leader.goto('/konsulent/regler?dag=2027-01-01');
  assert.match(await told(leader), /Ny lov med fem målgrupper/);

  await leader.goto(edition);
  await leader.locator('#begrundelse').fill('Loven er udskudt');
  await press(leader, 'Træk tilbage');
  await leader.goto('/konsulent/regler?dag=2027-01-01');
  assert.match(await told(leader), /Programmets regler/);
}
