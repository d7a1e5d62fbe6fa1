import { hookKeys } from "./keys";
import { watchTour } from "./tour";

hookKeys();
watchTour();
