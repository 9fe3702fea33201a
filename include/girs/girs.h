/**
 * libgirs: the reporting engine of the National Reporting Information System.  This header
 * includes the others in the order in which they are best read.
 */
#ifndef GIRS_GIRS_H
#define GIRS_GIRS_H

#include "base.h"

#include "arrow.h"
#include "json.h"
#include "decimal.h"
#include "calendar.h"

#include "store.h"
#include "catalog.h"
#include "unit.h"
#include "formula.h"
#include "plan.h"
#include "form.h"
#include "key.h"
#include "report.h"
#include "entry.h"
#include "members.h"
#include "obligation.h"
#include "package.h"
#include "log.h"
#include "sync.h"
#include "indicator.h"
#include "central.h"
#include "service.h"
#include "server.h"

#endif
