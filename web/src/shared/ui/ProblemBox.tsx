import { isStale, Problem } from '@/shared/api/client';

/** What went wrong in the server's words, with the way out and the reference under which the logs know it. */
export function ProblemBox({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const problem = error instanceof Problem ? error : null;
  const stale = isStale(error);
  return (
    <div className={stale ? 'problem mild' : 'problem'} role="alert">
      <h3>{stale ? 'Changed in the meantime' : (problem?.title ?? 'Something went wrong on this page')}</h3>
      <p>{problem?.detail ?? (error instanceof Error ? error.message : String(error))}</p>
      {problem && problem.errors.length > 0 && (
        <ul>
          {problem.errors.map((field) => (
            <li key={field.field + field.reason}>
              <strong>{field.field}</strong>: {field.reason}
            </li>
          ))}
        </ul>
      )}
      {onRetry && (
        <button type="button" className="btn small" style={{ marginTop: '0.6rem' }} onClick={onRetry}>
          {stale ? 'Look again' : 'Try again'}
        </button>
      )}
      {problem?.correlationId && !stale && (
        <p className="ref">
          Reference <code>{problem.correlationId}</code>
        </p>
      )}
    </div>
  );
}

/** The message for one field of a form, if the server named it. */
export function fieldError(error: unknown, field: string): string | undefined {
  if (!(error instanceof Problem)) return undefined;
  return error.errors.find((candidate) => candidate.field === field || candidate.field.endsWith(`.${field}`))?.reason;
}
