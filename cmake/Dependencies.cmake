# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Hopscope authors
# Debian's qt6-charts-dev forgets libqt6opengl6-dev; without it the search for Charts fails with a puzzling line.
set(HOPSCOPE_QT_COMPONENTS Core Network Test)
if(NOT HOPSCOPE_CORE_ONLY)
  list(APPEND HOPSCOPE_QT_COMPONENTS Gui Widgets Charts Svg DBus LinguistTools)
endif()
find_package(Qt6 6.4 QUIET COMPONENTS ${HOPSCOPE_QT_COMPONENTS})
if(NOT Qt6_FOUND)
  message(FATAL_ERROR "Qt 6.4 with ${HOPSCOPE_QT_COMPONENTS} is needed: run ./run or ./test, which install it, "
    "or install the packages named in cmake/packages (qt6-charts-dev also needs libqt6opengl6-dev).")
endif()
find_package(PkgConfig REQUIRED)
pkg_check_modules(libssh REQUIRED IMPORTED_TARGET libssh>=0.10.6)
pkg_check_modules(zlib REQUIRED IMPORTED_TARGET zlib)
find_package(tl-expected REQUIRED)
find_path(TOMLPLUSPLUS_INCLUDE toml++/toml.h REQUIRED)
if(NOT HOPSCOPE_CORE_ONLY)
  pkg_check_modules(libqpdf REQUIRED IMPORTED_TARGET libqpdf)
  find_package(CLI11 REQUIRED)
  find_package(Qt6Keychain REQUIRED)
endif()
