import { dubanProgram } from './program.js';

await dubanProgram().parseAsync();
