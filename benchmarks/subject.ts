/** Who answers: a gateway of an engine, alone or as two behind Nginx, or a yardstick. */
export type Subject =
  'embedded' | 'pgrouting' | 'embedded + nginx' | 'pgrouting + nginx' | 'whole table' | 'constant' | 'static file';

/** The parts whose CPU and memory are told apart; the generator is the load's own process. */
export const parts = ['gateway', 'database', 'nginx', 'generator'] as const;
export type Part = (typeof parts)[number];

export function isBehindNginx(subject: Subject): boolean {
  return subject.endsWith(' + nginx');
}
