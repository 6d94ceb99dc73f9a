# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Hopscope authors
# One place for warnings, Qt strictness, sanitizers and the linker; every target links hopscope_options.
add_library(hopscope_options INTERFACE)
target_compile_options(hopscope_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror)
target_compile_definitions(hopscope_options INTERFACE
  QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY QT_NO_FOREACH
  QT_DISABLE_DEPRECATED_BEFORE=0x060400)
target_include_directories(hopscope_options INTERFACE "${CMAKE_SOURCE_DIR}")

set(HOPSCOPE_SANITIZE "" CACHE STRING "address (with undefined) or thread")
if(HOPSCOPE_SANITIZE STREQUAL "address")
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
elseif(HOPSCOPE_SANITIZE STREQUAL "thread")
  add_compile_options(-fsanitize=thread -fno-omit-frame-pointer)
  add_link_options(-fsanitize=thread)
endif()
if(HOPSCOPE_BUILD_FUZZERS)
  add_compile_options(-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined)
  add_link_options(-fsanitize=address,undefined)
endif()

find_program(HOPSCOPE_CCACHE ccache)
if(HOPSCOPE_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${HOPSCOPE_CCACHE}")
endif()
find_program(HOPSCOPE_MOLD mold)
if(HOPSCOPE_MOLD AND NOT HOPSCOPE_SANITIZE)
  add_link_options(-fuse-ld=mold)
endif()
