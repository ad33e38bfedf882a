package dev.shelfcast.server.testing;

class DatabaseOfTheFirstClassTest extends DatabasePerClassStory {}
