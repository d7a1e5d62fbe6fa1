import { hookKeys } from "./keys";
import { hookSearches } from "./settle";
import { watchTour } from "./tour";

hookKeys();
hookSearches();
watchTour();
