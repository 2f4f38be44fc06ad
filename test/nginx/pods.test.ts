import {ask, askUntil, graphqlPath} from './ask.js';
import {nginxVersion} from './find-nginx.js';
import {startNameServer} from './name-server.js';
import {startNginx} from './nginx.js';
import {startUpstream} from './upstream.js';

const [major, minor, patch] = nginxVersion();
const looksUpAgain = major * 1e6 + minor * 1e3 + patch >= 1_027_003;

const path = graphqlPath({query: '{a}'});

(looksUpAgain ? test : test.skip)('pods that come and go behind a name are seen (needs Nginx 1.27.3)', async () => {
  const names = await startNameServer(['127.0.0.1']);
  const one = await startUpstream('127.0.0.1');
  const {port} = new URL(one.url);
  const other = await startUpstream('127.0.0.2', Number(port));
  const nginx = await startNginx({
    gateways: [],
    env: {
      NGINX_RESOLVER: `resolver ${names.address} valid=1s ipv6=off;`,
      GATEWAY_SERVERS: `server gateways.test:${port} resolve max_fails=1 fail_timeout=2s;`,
    },
  });
  await askUntil(nginx.url + path, ({status}) => status === 200);
  names.addresses = ['127.0.0.1', '127.0.0.2'];
  await askUntil(nginx.url + path, () => other.arrivals.length > 0);
  names.addresses = ['127.0.0.2'];
  await one.close();
  for (let i = 0; i < 10; i++) expect((await ask(nginx.url + path)).status).toBe(200);
  await nginx.stop();
  await Promise.all([other.close(), names.close()]);
});
