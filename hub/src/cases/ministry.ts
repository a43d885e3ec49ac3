/** Id of the ministry (*Labklājības ministrija*) among those whom something is for. */
export const MINISTRY = 'lm';
