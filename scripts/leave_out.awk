# A lock without the packages of a list: awk -f leave_out.awk left-out.txt requirements.lock
FNR == NR { if ($0 !~ /^#/ && NF) left[$1] = 1; next }
/^[a-zA-Z0-9]/ { split($0, name, "=="); keep = !(name[1] in left) }
keep
