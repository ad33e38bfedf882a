package dev.shelfcast.server;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The product's entry point. */
@SpringBootApplication
public class Shelfcast {

    public static void main(String[] args) {
        SpringApplication.run(Shelfcast.class, args);
    }
}
