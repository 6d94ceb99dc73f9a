// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/logs/followscript.h"

namespace hopscope {
namespace {

// A file stays open while it is read, so that a rename or removal takes nothing away; each read opens it anew by
// /proc/self/fd, so that each has an offset of its own. After each piece its head is looked at again: only then is it
// certain that the bytes belong to the file they were asked of.
constexpr auto kTools = R"sh(N=$1 F=$2 K=$3 M=$4 R=$5 S=$6; shift 6
say() { printf '%s %s\n' "$N" "$*" || exit 0; }
for t in stat ls head tail cksum wc sleep; do
command -v $t >/dev/null 2>&1 || { say T $t; exit 78; }
done
stat -L -c '%d:%i %s %Y' / >/dev/null 2>&1 || { say T stat; exit 78; }
[ -e /proc/self/fd/1 ] || { say T /proc; exit 78; }
)sh";

// What lies there: the file, then the newest of its siblings. The file first, because a copy that is made before it is
// truncated is whole once it is. As no look at several files is one look, it counts only when names and inodes were the same
// before and after. What was last written before $S cannot hold anything new. A name with a line feed in it falls apart and is no file.
constexpr auto kList = R"sh(look() {
z=0 r=1
case $1 in *.gz) z=1;; *.bz2|*.xz|*.zst|*.lz4) r=0;; esac
[ -r "$1" ] || r=0
[ $z = 0 ] || command -v gzip >/dev/null 2>&1 || r=0
if [ $r = 0 ]; then
s=$(stat -L -c '%d:%i %s %Y' -- "$1" 2>/dev/null)
[ -z "$s" ] || say F $z 0 $s - "$1"
return
fi
{ s=$(stat -L -c '%d:%i %s %Y' /proc/self/fd/5) h=
[ $2 = c ] || [ ${s##* } -ge $S ] || return 1
for k in $K; do
if [ $z = 1 ]; then c=$(gzip -dc </proc/self/fd/5 2>/dev/null | head -c $k | cksum)
else c=$(head -c $k </proc/self/fd/5 | cksum); fi
h=$h${h:+,}${c%% *}:${c#* }
done
say F $z 1 $s $h "$1"; } 5<"$1"
}
stem=$F ext=
case ${F##*/} in ?*.*) stem=${F%.*} ext=.${F##*.};; esac
names() { ls "$@" "$F".[0-9]* "$F"-[0-9]* "$stem".[0-9]*"$ext"* "$stem"-[0-9]*"$ext"* 2>/dev/null; }
list() {
i=0
while :; do
before=$(names -1di -- "$F")
say L
if [ -f "$F" ]; then look "$F" c; fi
names -1dt -- | head -n 32 | while IFS= read -r p; do if [ -f "$p" ]; then look "$p" s || break; fi; done
[ $i -lt 50 ] && [ "$before" != "$(names -1di -- "$F")" ] || break
i=$((i+1))
sleep 0.1 2>/dev/null || sleep 1
done
say Q; exit 0
}
)sh";

// drain SEGMENT FD END: from $off to END; $sum and $len are the head as it must be. squeeze SEGMENT: a gzip file on fd 5.
constexpr auto kRead = R"sh(drain() {
while [ $off -lt $3 ]; do
n=$(($3-off)); [ $n -le $M ] || n=$M
say D $1 $off $n
tail -c +$((off+1)) </proc/self/fd/$2 | head -c $n
new=$(head -c 1024 </proc/self/fd/$2 | cksum)
old=$(head -c $len </proc/self/fd/$2 | cksum)
st=$(stat -L -c '%s %Y' /proc/self/fd/$2)
if [ ${old%% *} != $sum ] || [ ${st% *} -lt $((off+n)) ]; then printf '\n%s X %s\n' "$N" $1 || exit 0; return 1; fi
off=$((off+n)) sum=${new%% *} len=${new#* }
len=${len%% *}
printf '\n%s E %s %s %s %s\n' "$N" $1 "$st" $sum $len || exit 0
done
}
squeeze() {
gzip -t </proc/self/fd/5 2>/dev/null || { say I $1; return 1; }
all=$(gzip -dc </proc/self/fd/5 | wc -c)
gzip -dc </proc/self/fd/5 | tail -c +$((off+1)) | while [ $off -lt $all ]; do
n=$((all-off)); [ $n -le $M ] || n=$M
say D $1 $off $n
head -c $n
off=$((off+n))
printf '\n%s E %s %s 0 %s %s\n' "$N" $1 $all $sum $len || exit 0
done
}
)sh";

// Each segment is KIND PATH ID OFFSET SUM LENGTH. What is not any more what the listing said ends the reading. fd 3 is the
// current file, fd 4 the one before it; the current one is measured first, so that of one writer nothing overtakes.
constexpr auto kFollow = R"sh([ $# -gt 0 ] || { [ ! -e "$F" ] || { [ -f "$F" ] && [ -r "$F" ]; } || exit 77; list; }
exec 3</dev/null 4</dev/null
g=0 c= p=
while [ $# -gt 0 ]; do
k=$1 f=$2 id=$3 off=$4 sum=$5 len=$6; shift 6
[ -f "$f" ] && [ -r "$f" ] || list
exec 5<"$f"
set -- $(stat -L -c '%d:%i %s %Y' /proc/self/fd/5) "$@"
[ "$id" = "$1" ] || list
size=$2 mod=$3; shift 3
if [ $off -lt 0 ]; then
w=$size; [ $w -le 262144 ] || w=262144
off=$((size-$(tail -c +$((size-w+1)) </proc/self/fd/5 | head -c $w | tail -n ${off#-} | wc -c)))
fi
say O $g $off $size $mod
case $k in
z) squeeze $g || list; say Z $g;;
o) drain $g 5 $size || list; say Z $g;;
b) exec 4<&5; p=$g poff=$off psum=$sum plen=$len; drain $g 4 $size || list; poff=$off psum=$sum plen=$len; say Z $g;;
c) exec 3<&5; c=$g coff=$off csum=$sum clen=$len;;
esac
exec 5<&-
g=$((g+1))
done
beat=0
while :; do
if [ -f "$F" ]; then set -- "$F"; else set --; fi
set -- $(stat -L -c '%d:%i %s' /proc/self/fd/3 /proc/self/fd/4 "$@" 2>/dev/null)
had=0
if [ -n "$p" ] && [ $4 -gt $poff ]; then
off=$poff sum=$psum len=$plen; drain $p 4 $4 || list; poff=$off psum=$sum plen=$len had=1
fi
if [ -n "$c" ]; then
[ $2 -ge $coff ] || list
if [ $2 -gt $coff ]; then
off=$coff sum=$csum len=$clen; drain $c 3 $2 || list; coff=$off csum=$sum clen=$len had=1
fi
fi
if [ -n "$5" ] && [ "$5" != "$1" ]; then
if [ -n "$c" ]; then off=$coff sum=$csum len=$clen; drain $c 3 $(stat -L -c %s /proc/self/fd/3) || :; fi
list
fi
if [ $had = 1 ]; then beat=0; sleep 0.2 2>/dev/null || sleep 1
else
beat=$((beat+1))
[ $beat -lt 5 ] || { beat=0; say B; }
sleep $R
fi
done
)sh";

const char* letterOf(FollowSegment::Kind kind)
{
    switch (kind) {
    case FollowSegment::Kind::Once:
        return "o";
    case FollowSegment::Kind::Compressed:
        return "z";
    case FollowSegment::Kind::Behind:
        return "b";
    case FollowSegment::Kind::Current:
        break;
    }
    return "c";
}

constexpr int kPieceBytes = 256 * 1024;

} // namespace

QStringList followArgv(const QByteArray& nonce, const QString& file, const FollowPlan& plan,
                       const LookFor& lookFor, const QString& restSeconds)
{
    QStringList lengths;
    for (const qint64 length : lookFor.headLengths)
        lengths.append(QString::number(length));
    QStringList argv{QStringLiteral("sh"),
                     QStringLiteral("-c"),
                     QString::fromLatin1(kTools) + QString::fromLatin1(kList) + QString::fromLatin1(kRead) +
                         QString::fromLatin1(kFollow),
                     QStringLiteral("sh"),
                     QString::fromLatin1(nonce),
                     file,
                     lengths.join(QLatin1Char(' ')),
                     QString::number(kPieceBytes),
                     restSeconds,
                     QString::number(lookFor.since)};
    for (const FollowSegment& segment : plan.segments) {
        const FollowedFile& read = plan.files.at(segment.file);
        argv << QString::fromLatin1(letterOf(segment.kind)) << segment.path << QString::fromLatin1(read.id)
             << QString::number(read.offset) << QString::fromLatin1(read.head.sum) << QString::number(read.head.length);
    }
    return argv;
}

} // namespace hopscope
