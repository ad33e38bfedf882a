package dev.shelfcast.server;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;

/** The product's entry point. */
// Two modules may each have a class of the same simple name; it is nobody's business but theirs.
@SpringBootApplication(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
public class Shelfcast {

    public static void main(String[] args) {
        SpringApplication.run(Shelfcast.class, args);
    }
}
