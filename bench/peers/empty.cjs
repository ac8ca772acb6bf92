/** What `require` itself takes. */
