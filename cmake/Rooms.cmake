# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Hopscope authors

# hopscope_room(NAME core_parse USES core_model core_base LIBRARIES Qt6::Core)
# A room is one static library made of every source in its folder; USES are the rooms it may link, as docs/ARCHITECTURE.md says.
function(hopscope_room)
  cmake_parse_arguments(ROOM "" "NAME" "USES;LIBRARIES;PRIVATE_LIBRARIES;EXCLUDE" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*.cpp" "${CMAKE_CURRENT_SOURCE_DIR}/*.h")
  foreach(pattern ${ROOM_EXCLUDE})
    list(FILTER sources EXCLUDE REGEX "${pattern}")
  endforeach()
  if(NOT sources)
    add_library(${ROOM_NAME} INTERFACE)
    return()
  endif()
  add_library(${ROOM_NAME} STATIC ${sources})
  set_target_properties(${ROOM_NAME} PROPERTIES LINKER_LANGUAGE CXX)
  target_link_libraries(${ROOM_NAME} PUBLIC hopscope_options ${ROOM_USES} ${ROOM_LIBRARIES} PRIVATE ${ROOM_PRIVATE_LIBRARIES})
endfunction()

# Every tests/<area>/<room>/test_*.cpp becomes one Qt Test program, linked to the rooms named here.
function(hopscope_tests)
  cmake_parse_arguments(T "" "FOLDER;LABEL;TIMEOUT" "USES" ${ARGN})
  file(GLOB tests CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/${T_FOLDER}/test_*.cpp")
  string(REPLACE "/" "_" prefix "${T_FOLDER}")
  if(NOT T_TIMEOUT)
    set(T_TIMEOUT 120)
  endif()
  foreach(source ${tests})
    get_filename_component(name ${source} NAME_WE)
    set(target "${prefix}_${name}")
    add_executable(${target} ${source})
    target_link_libraries(${target} PRIVATE hopscope_options test_support ${T_USES} Qt6::Test)
    target_compile_definitions(${target} PRIVATE HOPSCOPE_SOURCE_DIR="${CMAKE_SOURCE_DIR}" HOPSCOPE_BINARY_DIR="${CMAKE_BINARY_DIR}")
    # gcc 12 takes moves of tl::expected inside std::function for reads of unset members once it inlines; the rooms
    # themselves build without this, and clang has its own check.
    target_compile_options(${target} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
    add_test(NAME ${target} COMMAND ${target})
    set_tests_properties(${target} PROPERTIES TIMEOUT ${T_TIMEOUT} LABELS "${T_LABEL}"
      ENVIRONMENT "QT_QPA_PLATFORM=offscreen;QT_NO_GLIB=1")
  endforeach()
endfunction()

# Every tests/fuzz/<room>/fuzz_*.cpp defines LLVMFuzzerTestOneInput. Without clang's fuzzer it is linked to a small main
# that replays the committed corpus in tests/fuzz/corpus/<name>, which is what ./test runs.
function(hopscope_fuzzers)
  cmake_parse_arguments(F "" "FOLDER" "USES" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/${F_FOLDER}/fuzz_*.cpp")
  foreach(source ${sources})
    get_filename_component(name ${source} NAME_WE)
    add_executable(${name} ${source})
    target_link_libraries(${name} PRIVATE hopscope_options ${F_USES})
    if(HOPSCOPE_BUILD_FUZZERS)
      target_link_options(${name} PRIVATE -fsanitize=fuzzer)
    else()
      target_sources(${name} PRIVATE "${CMAKE_SOURCE_DIR}/tests/fuzz/replay.cpp")
      add_test(NAME ${name} COMMAND ${name} "${CMAKE_SOURCE_DIR}/tests/fuzz/corpus/${name}")
      set_tests_properties(${name} PROPERTIES TIMEOUT 120 LABELS fuzz)
    endif()
  endforeach()
endfunction()
