import { exitWithParent } from './exit-with-parent.js';

exitWithParent();
