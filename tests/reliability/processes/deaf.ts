import { processHost } from '../../../pipelines/host.ts';
import { openSession } from '../../../pipelines/session.ts';

// Works on without looking at the signal to stop, as a long statement of the database does.
const [data = ''] = process.argv.slice(2);
const { effects } = await openSession({ data, host: processHost });
effects.signal.addEventListener('abort', () => process.stdout.write('asked to stop\n'));
process.stdout.write('working\n');
setInterval(() => undefined, 1000);
