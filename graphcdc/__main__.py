"""``python -m graphcdc`` is ``graphcdc``."""

from graphcdc.cli import main

main()
