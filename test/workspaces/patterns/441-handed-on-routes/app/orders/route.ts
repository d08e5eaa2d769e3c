// Routes that a file hands on from others, at the place that the framework knows.
export { create as POST, list as GET } from '../../lib/orders'
