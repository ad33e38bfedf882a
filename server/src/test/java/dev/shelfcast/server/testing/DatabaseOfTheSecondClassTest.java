package dev.shelfcast.server.testing;

class DatabaseOfTheSecondClassTest extends DatabasePerClassStory {}
