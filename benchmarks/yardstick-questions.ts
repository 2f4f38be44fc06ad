import {hotRequest, persistedHot} from './persisted-questions.js';
import {holds, type Question} from './question.js';
import {route} from './routing-questions.js';

/** One route asked of yardstick/whole-table.ts, which is given the edges that the ends lie on. */
export const wholeTableRoute: Question = {
  ...route,
  prepare: (_target, nextPlace) =>
    Promise.resolve({
      request: () => ({
        method: 'POST',
        path: '/',
        headers: {'content-type': 'application/json'},
        body: JSON.stringify({from: nextPlace(), to: nextPlace()}),
      }),
      isWhole: (status, body) => status === 200 && holds(body, '"arcs"', 1),
    }),
};

/** The gateway's own route question, asked of yardstick/constant.ts. */
export const constantRoute: Question = route;

/**
 * A file, got over and over by the hot question's own request but for the path: the same bytes are sent and parsed.
 * @param path    where the file is
 * @param content what it holds
 */
export function staticFile(path: string, content: string): Question {
  return {
    ...persistedHot,
    prepare(_target, nextPlace) {
      const hot = hotRequest(nextPlace);
      return Promise.resolve({
        request: {...hot, path: path + hot.path.slice(hot.path.indexOf('?'))},
        isWhole: (status, body) => status === 200 && body === content,
      });
    },
  };
}
