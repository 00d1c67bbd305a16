import { Button, ProblemBanner, SearchIcon, Skeleton } from '@casebook/ui';
import { model } from '../../store/model.store.js';
import { go, route } from '../../store/route.store.js';
import { fetchStudies, problem, showMore, studies, total } from '../../store/worklist.store.js';
import { words } from '../../words.js';
import { StudyTable } from './study-table.js';
import { Uploads } from './upload.js';

/** All studies: what is searched, what was found, and a way to add more. */
export function Worklist() {
  return (
    <main class="worklist">
      {model.value?.missing && (
        <ProblemBanner tone="notice" title={words.job.noModel}>
          {model.value.missing.detail}
        </ProblemBanner>
      )}
      <Uploads />
      <section aria-labelledby="studies-title">
        <header class="worklist__head">
          <h1 id="studies-title" tabIndex={-1}>
            {words.worklist.title}
          </h1>
          {studies.value && <span class="soft">{words.worklist.count(total.value)}</span>}
          <Search />
        </header>
        <List />
      </section>
    </main>
  );
}

function Search() {
  return (
    <label class="search">
      <SearchIcon />
      <span class="ui-hidden">{words.worklist.search}</span>
      <input
        type="search"
        maxLength={128}
        value={route.value.search ?? ''}
        placeholder={words.worklist.placeholder}
        onInput={(event) => go({ search: event.currentTarget.value }, { replace: true })}
      />
    </label>
  );
}

function List() {
  const all = studies.value;
  if (!all && problem.value) {
    return (
      <ProblemBanner tone="problem" title={words.worklist.failed} onRetry={() => void fetchStudies()}>
        {problem.value.message}
      </ProblemBanner>
    );
  }
  if (!all) return <Skeleton class="worklist__skeleton" />;
  if (!all.length) {
    const { search } = route.value;
    return (
      <div class="worklist__empty">
        <p>{search ? words.worklist.noMatch(search) : words.worklist.empty}</p>
        {!search && <p class="soft">{words.worklist.emptyMore}</p>}
      </div>
    );
  }
  return (
    <>
      <StudyTable studies={all} />
      {all.length < total.value && <Button onClick={() => void showMore()}>{words.worklist.more}</Button>}
    </>
  );
}
