import { Button, Form, TextField } from "@shopify/polaris";
import { SearchIcon } from "@shopify/polaris-icons";
import { useState } from "react";
import { MAX_SEARCH_CHARS, MIN_SEARCH_CHARS } from "~/modules/review/search-events";
import type { LogSearch } from "./use-log-search";

/** Looks for words in what was asked and answered, within the current filters. */
export function LogSearchBar({ search }: { search: LogSearch }) {
  const [text, setText] = useState("");
  const [isShort, setIsShort] = useState(false);
  const submit = () => {
    const wanted = text.trim();
    setIsShort(wanted.length < MIN_SEARCH_CHARS);
    if (wanted.length >= MIN_SEARCH_CHARS) search.start(wanted);
  };
  return (
    <div className="filter-bar">
      <Form onSubmit={submit}>
        <TextField
          label="Search in what was asked and answered"
          labelHidden
          placeholder="Search questions and answers"
          value={text}
          onChange={(value) => {
            setText(value);
            setIsShort(false);
          }}
          clearButton
          onClearButtonClick={() => {
            setText("");
            search.clear();
          }}
          maxLength={MAX_SEARCH_CHARS}
          autoComplete="off"
          error={isShort ? `Write at least ${MIN_SEARCH_CHARS} characters.` : undefined}
          connectedRight={
            <Button submit icon={SearchIcon}>
              Search
            </Button>
          }
        />
      </Form>
    </div>
  );
}
