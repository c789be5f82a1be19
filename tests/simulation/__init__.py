"""Whole devices and the server in one process, on a virtual clock, with faults from a seed.

How the parts fit, from the outside in:

- `__main__`, `campaign`, `shrink`: many seeds; a failure is made small and can be replayed.
- `schedule`, `chance`, `faults`: what one seed means: people, rates of faults, steps.
- `running`, `world`, `healing`: one schedule: its steps, the end of all faults, the checks.
- `field_device`, `central`, `network`: the product itself, real stores and the real application,
  and the line between them. `company` is what everybody begins with.
- `work` (`field_work`, `desk_work`, `pen`), `rounds`, `office_work`, `accidents`: what happens.
- `interrupts`, `crash_images`, `power_cuts`, `versions`: how a kill, a full disk, a power cut and
  another version of the program are played.
- `ledger`, `reference`, `rules`, `model`, `beginning`: what must be true, worked out a second time.
- `device_checks`, `final_checks`: where the product and the model are compared.
- `planted`, `planting`, `planted_on_…`: bugs put into the product, to prove that they are found.

docs/RELIABILITY.md says what is promised and what was measured.
"""
