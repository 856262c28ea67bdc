/** The party that coordinates in the demonstration. */
export const COORDINATOR = 'NLD';

/** The only recipient. */
export const RECIPIENT = 'UKR';
