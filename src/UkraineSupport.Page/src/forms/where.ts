import { correction, receipt } from './delivery/receipt';
import { plan } from './delivery/plan';
import { report } from './delivery/report';
import { decline } from './gap/decline';
import { offer } from './gap/offer';
import { confirm } from './plan/confirm';
import { allocate } from './pledge/allocate';
import { amend } from './pledge/amend';
import { announce } from './pledge/announce';
import { formalise } from './pledge/formalise';
import { review } from './pledge/review';
import { withdraw } from './pledge/withdraw';
import { file } from './requirement/file';
import { validate } from './requirement/validate';

/** Which forms belong where: each view asks for its own. */
export const onPledges = [announce];
export const onPledge = [review, formalise, allocate, plan, amend, withdraw];
export const onTranche = [report, receipt, correction];
export const onRequirements = [file];
export const onRequirement = [validate];
export const onGap = [offer];
export const onAsked = [decline];
export const onPlan = [confirm];

export const forms = [onPledges, onPledge, onTranche, onRequirements, onRequirement, onGap, onAsked, onPlan].flat();
