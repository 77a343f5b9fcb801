/** Runs a mod's callback; what fails is reported, and stops nobody else. */
export async function guarded(what, callback) {
  try {
    await callback();
    return true;
  } catch (error) {
    console.error(`Delos: ${what} failed`, error);
    return false;
  }
}
