/** The command line does not make sense: nothing was done, exit code 2. */
export class WrongUse extends Error {}
