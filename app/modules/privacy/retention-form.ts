import { z } from "zod";
import { DATA_CLASSES, mapClasses, type DataClass } from "./data-classes";

const days = (name: DataClass) => {
  const { label, minDays, maxDays } = DATA_CLASSES[name];
  const problem = `${label}: write ${minDays} to ${maxDays.toLocaleString("en")} days`;
  return z.coerce.number(problem).int(problem).min(minDays, problem).max(maxDays, problem);
};

/** Days for every class of data, as the page's form has them. */
export const RetentionForm = z.object(mapClasses(days));
