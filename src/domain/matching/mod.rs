//! Why a place fits a citizen: criteria, the facts compared, points, and the order of a list.
