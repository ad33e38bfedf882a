package dev.shelfcast.server.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/** Hands letters to the mail server. */
@Component
public class Postman {

    private static final int LONGEST_REASON = 500;

    private final MailSettings settings;

    Postman(MailSettings settings) {
        this.settings = settings;
    }

    /** A letter in plain text, with or without a document. */
    public record Letter(
            String recipient,
            String subject,
            String text,
            @Nullable Attachment attachment) {}

    /** A PDF that goes with a letter. */
    public record Attachment(String fileName, byte[] document) {}

    /** @throws org.springframework.mail.MailException when the server could not be reached or did not take it */
    public void send(Letter letter) throws MessagingException {
        JavaMailSenderImpl server = server();
        MimeMessage message = server.createMimeMessage();
        MimeMessageHelper writing = new MimeMessageHelper(message, true, StandardCharsets.UTF_8.name());
        writing.setFrom(Objects.requireNonNull(settings.from()));
        writing.setTo(letter.recipient());
        writing.setSubject(letter.subject());
        writing.setText(letter.text());
        Attachment attachment = letter.attachment();
        if (attachment != null) {
            writing.addAttachment(
                    attachment.fileName(), new ByteArrayResource(attachment.document()), "application/pdf");
        }
        server.send(message);
    }

    /** The mail server's own words, which are in the innermost cause. */
    public static String reason(Exception refused) {
        Throwable cause = refused;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String text = String.valueOf(cause.getMessage() == null ? cause : cause.getMessage())
                .strip();
        return text.length() <= LONGEST_REASON ? text : text.substring(0, LONGEST_REASON);
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
