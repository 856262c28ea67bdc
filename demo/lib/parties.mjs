/** The party that coordinates in the demonstration: none that pledges in it (four eyes). */
export const COORDINATOR = 'NATO';

/** The only recipient. */
export const RECIPIENT = 'UKR';
