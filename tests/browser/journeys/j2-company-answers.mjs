//! J2: the company says yes on a phone, sees a name only after release and code, and the place is agreed.

import { companyAnswers } from '../company.mjs';

export const title = 'J2: the company answers on a phone, sees the name only after release and code, and the place is agreed';
export const freshHouse = true;

export default (visit) => companyAnswers(visit, { javaScript: true });
