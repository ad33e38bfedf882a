package dev.shelfcast.server.orders.purchases;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/** Hands a letter with its document to the mail server. */
@Component
class Postman {

    private final MailSettings settings;

    Postman(MailSettings settings) {
        this.settings = settings;
    }

    record Letter(String recipient, String subject, String text, String fileName, byte[] document) {}

    /** @throws org.springframework.mail.MailException when the server could not be reached or did not take it */
    void send(Letter letter) throws MessagingException {
        JavaMailSenderImpl server = server();
        MimeMessage message = server.createMimeMessage();
        MimeMessageHelper writing = new MimeMessageHelper(message, true, StandardCharsets.UTF_8.name());
        writing.setFrom(Objects.requireNonNull(settings.from()));
        writing.setTo(letter.recipient());
        writing.setSubject(letter.subject());
        writing.setText(letter.text());
        writing.addAttachment(letter.fileName(), new ByteArrayResource(letter.document()), "application/pdf");
        server.send(message);
    }

    private JavaMailSenderImpl server() {
        JavaMailSenderImpl server = new JavaMailSenderImpl();
        server.setHost(settings.host());
        server.setPort(settings.port());
        server.setUsername(settings.username());
        server.setPassword(settings.password());
        server.setDefaultEncoding(StandardCharsets.UTF_8.name());
        String milliseconds = String.valueOf(settings.timeout().toMillis());
        Properties wire = server.getJavaMailProperties();
        wire.put("mail.smtp.connectiontimeout", milliseconds);
        wire.put("mail.smtp.timeout", milliseconds);
        wire.put("mail.smtp.writetimeout", milliseconds);
        wire.put("mail.smtp.auth", String.valueOf(settings.username() != null));
        wire.put("mail.smtp.ssl.enable", String.valueOf(settings.security() == MailSettings.Security.TLS));
        wire.put("mail.smtp.ssl.checkserveridentity", "true");
        wire.put("mail.smtp.starttls.enable", String.valueOf(settings.security() == MailSettings.Security.STARTTLS));
        wire.put("mail.smtp.starttls.required", String.valueOf(settings.security() == MailSettings.Security.STARTTLS));
        return server;
    }
}
