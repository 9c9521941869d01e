"""Hide a library of the system from the loader."""

import cffi


def damage() -> None:
    """Change how libraries are opened."""
    dlopen = cffi.FFI.dlopen

    def without(self: cffi.FFI, name: str | None, flags: int = 0) -> object:
        if name is not None and "pangoft2" in name:
            raise OSError(f"cannot load library '{name}': gone")
        return dlopen(self, name, flags)

    cffi.FFI.dlopen = without
