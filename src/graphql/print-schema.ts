import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {packageRoot} from '../package-root.js';
import {printGatewaySchema} from './schema.js';

writeFileSync(join(packageRoot, 'schema', 'schema.graphql'), printGatewaySchema());
