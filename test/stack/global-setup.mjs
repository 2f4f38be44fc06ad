import {requireSource} from './typescript-modules.mjs';

/** Jest loads a run's set-up by Node's own means, not by those that it loads the suites by. */
export default () => requireSource('./run-stack.ts').startRunStack();
